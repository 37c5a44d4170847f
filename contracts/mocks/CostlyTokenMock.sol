// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A token that takes a hundredth of what is moved: from the receiver, or on top from the sender.
contract CostlyTokenMock is ERC20 {
    bool private immutable _onTop;
    string private _shown;
    uint8 private immutable _decimals;

    constructor(bool onTop, string memory name_, uint8 decimals_) ERC20("", "COST") {
        (_onTop, _shown, _decimals) = (onTop, name_, decimals_);
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function name() public view override returns (string memory) {
        return _shown;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0) || to == address(0)) {
            super._update(from, to, amount);
            return;
        }
        uint256 fee = amount / 100;
        super._update(from, to, _onTop ? amount : amount - fee);
        super._update(from, address(0), fee);
    }
}
