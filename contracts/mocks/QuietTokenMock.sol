// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A token whose transfers return nothing, and that can bar an account, as some old stablecoins do.
contract QuietTokenMock {
    string public name = "Quiet";
    string public symbol = "QUIET";
    uint8 public decimals;
    mapping(address holder => uint256 amount) public balanceOf;
    mapping(address holder => mapping(address spender => uint256 amount)) public allowance;
    mapping(address holder => bool barred) private _barred;

    error QuietTokenMockBarred(address holder);

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function bar(address holder, bool barred) external {
        _barred[holder] = barred;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        if (_barred[to]) revert QuietTokenMockBarred(to);
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
