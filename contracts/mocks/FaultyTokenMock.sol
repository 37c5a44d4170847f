// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice A token that misbehaves on demand, to show that settlement refuses it.
contract FaultyTokenMock is ERC20 {
    enum Fault {
        None,
        TakesFee,
        ReturnsFalse,
        MovesNothing,
        PaysNobody,
        PaysTooMuch,
        LeavesSender,
        Refuses,
        Calls
    }

    Fault private _fault;
    address private _target;
    bytes private _data;

    error FaultyTokenMockRefused(address from, address to, uint256 amount);

    constructor() ERC20("Faulty token", "FLT") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFault(Fault fault) external {
        _fault = fault;
    }

    /// @notice Makes the next transfers call `target` first.
    function setCall(address target, bytes calldata data) external {
        (_fault, _target, _data) = (Fault.Calls, target, data);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        Fault fault = _fault;
        if (fault == Fault.Refuses) revert FaultyTokenMockRefused(from, to, amount);
        if (fault == Fault.ReturnsFalse) return false;
        if (fault == Fault.MovesNothing) return true;
        if (fault == Fault.LeavesSender) {
            _mint(to, amount);
            return true;
        }
        if (fault == Fault.PaysNobody) {
            _burn(from, amount);
            return true;
        }
        if (fault == Fault.Calls) Address.functionCall(_target, _data);
        if (fault == Fault.TakesFee) _burn(from, amount / 100);
        if (fault == Fault.PaysTooMuch) _mint(to, 1);
        return super.transferFrom(from, to, fault == Fault.TakesFee ? amount - amount / 100 : amount);
    }
}
